import type { FrameRequest } from '../module/ebb';

/** One request that serves all panels; where two ask for different things of a kind, the later. */
export function mergeRequests(requests: Iterable<FrameRequest>): FrameRequest {
  const merged: FrameRequest = {};
  for (const request of requests) {
    const asked = Object.entries(request).filter(
      ([, value]) => value !== undefined && value !== false,
    );
    Object.assign(merged, Object.fromEntries(asked));
  }
  return merged;
}

/** Whether two merged requests ask for the same. */
export function sameRequest(a: FrameRequest, b: FrameRequest): boolean {
  const kinds = Object.keys({ ...a, ...b }) as (keyof FrameRequest)[];
  return kinds.every((kind) => a[kind] === b[kind]);
}
