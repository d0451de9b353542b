import { describe, expect, test } from 'vitest';
import { Playback } from '../../../web/lab/playback.svelte';

const playback = () =>
  new Playback(
    () => null,
    () => Promise.reject(new Error('nothing is played here')),
  );
const walks = { unit: 'operation', pace: 'walk', isWalk: true };
const trains = { unit: 'iteration', pace: 'run', isWalk: false };

describe('back at its start', () => {
  test('Play is a walk again for who has chosen nothing', () => {
    const played = playback();
    expect(played.pacing).toMatchObject(walks);
    played.walkOn();
    expect(played.pacing).toMatchObject(trains);
    played.atStart();
    expect(played.pacing).toMatchObject(walks);
  });

  test('it keeps the unit and the pace that the reader has chosen', () => {
    const played = playback();
    played.walkOn();
    played.choosePace('iteration', 'slow');
    played.atStart();
    expect(played.pacing).toMatchObject({ unit: 'iteration', pace: 'slow', isWalk: false });
  });

  test('it is a walk again where the reader asked for the walk after choosing', () => {
    const played = playback();
    played.choosePace('epoch', 'fastest');
    played.walk();
    played.walkOn();
    played.atStart();
    expect(played.pacing).toMatchObject(walks);
  });

  test('it keeps the speed that a lesson asks for', () => {
    const played = playback();
    Object.assign(played, { unit: 'iteration', speed: 20, isWalk: false });
    played.atStart();
    expect(played.pacing).toMatchObject({ unit: 'iteration', speed: 20, isWalk: false });
  });

  test('and taken back to where it was trained to, it goes on training', () => {
    const played = playback();
    played.walkOn();
    played.atStart();
    played.returnedTo({ iteration: 0 });
    expect(played.pacing).toMatchObject(walks);
    played.returnedTo({ iteration: 3 });
    expect(played.pacing).toMatchObject(trains);
  });

  test('a script that plays does not choose for the reader', () => {
    const played = playback();
    played.run();
    expect(played.pacing).toMatchObject({ unit: 'iteration', pace: 'fastest', isWalk: false });
    played.atStart();
    expect(played.pacing).toMatchObject(walks);
  });
});
