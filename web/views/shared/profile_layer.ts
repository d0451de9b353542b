import type { LayerFrame } from '../../module/frame';

/** A layer's numbers, with the size of the gradient ∂loss/∂z that arrives at its affine map. */
export type ProfileLayer = LayerFrame & { size: number | null };
