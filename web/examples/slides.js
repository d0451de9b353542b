// The least that slides need; with reveal.js itself the labs are put into its sections the same way.
const slides = [...document.querySelectorAll('.slides > section')];
const count = document.querySelector('.count');
let present = 0;

function turnTo(index) {
  present = Math.min(Math.max(index, 0), slides.length - 1);
  slides.forEach((slide, at) => slide.classList.toggle('present', at === present));
  count.textContent = `${present + 1} / ${slides.length}`;
}

document.addEventListener('keydown', (event) => {
  // A lab takes the keys while it has the focus.
  if (event.defaultPrevented || event.target.closest('ebb-lab')) return;
  if (event.key === 'ArrowRight') turnTo(present + 1);
  if (event.key === 'ArrowLeft') turnTo(present - 1);
});

turnTo(0);
