// A page steers a lab in a frame through the same members as the element, over messages. Where the
// lab is on another site, its address has to name this one: ?origin=https://course.example
import { EbbFrame } from '../ebb-frame.js';

const lab = new EbbFrame(document.querySelector('iframe'));
const outcome = document.querySelector('#outcome');

lab.addEventListener('frame', ({ detail: frame }) => {
  const { verdict } = frame.diagnosis;
  outcome.textContent = `iteration ${frame.iteration}: ${verdict}`;
});

document.querySelector('#step').addEventListener('click', () => lab.advance('iteration'));

document.querySelector('#relu').addEventListener('click', () => {
  lab.experiment = { ...lab.experiment, activation: 'relu' };
});
