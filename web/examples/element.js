// A page steers a lab through the members of the element.
const labs = [...document.querySelectorAll('ebb-lab')];
const outcome = document.querySelector('#outcome');

document.querySelector('#train').addEventListener('click', async () => {
  await Promise.all(labs.map((lab) => lab.ready));
  const frames = await Promise.all(labs.map((lab) => lab.advance('iteration', 100)));
  outcome.textContent = labs
    .map((lab, index) => `${lab.id}: loss ${frames[index].loss.toFixed(3)}`)
    .join(', ');
});

// The labs turn with the page's color-scheme.
document.querySelector('#theme').addEventListener('click', () => {
  const page = document.documentElement;
  page.dataset.theme = page.dataset.theme === 'dark' ? 'light' : 'dark';
});
