/** How far the gradient gets in three networks of twenty layers: the signal at every hidden layer,
 *  at initialisation and after training. `node example.mjs`, with nothing else installed. */
import load from './ebb.js';

const ebb = await load();
console.log(`Ebb ${ebb.version()}`);

for (const activation of ['sigmoid', 'tanh', 'relu']) {
  const run = new ebb.Simulation({ hidden: '16*20', activation, seed: 1 });
  console.log(`\n20 layers of 16 units, ${activation}: signal by layer, first to last`);
  for (const iterations of [1, 200]) {
    run.seek(run.positionOf(iterations), iterations + 1);
    const frame = run.frame();
    const signals = frame.layers.slice(0, -1).map(({ signal }) => signal?.toExponential(1));
    const { verdict, ratio } = frame.diagnosis;
    console.log(`after ${iterations}: ${signals.join(' ')}`);
    console.log(
      `  first over last ${ratio?.toExponential(2)}: ${verdict}; loss ${frame.loss?.toFixed(4)}`,
    );
  }
  // Objects of the core live outside JavaScript's memory: they are freed by hand.
  run.delete();
}
