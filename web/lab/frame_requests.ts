import type { FrameRequest } from '../module/ebb';

/** One request that serves all panels; where two ask for different things of a kind, the later. */
export function mergeRequests(requests: Iterable<FrameRequest>): FrameRequest {
  const merged: FrameRequest = {};
  for (const request of requests) {
    if (request.detail !== undefined) merged.detail = request.detail;
    if (request.units !== undefined) merged.units = request.units;
    if (request.histograms) merged.histograms = true;
    if (request.landscape) merged.landscape = true;
    if (request.weights) merged.weights = true;
  }
  return merged;
}

export function sameRequest(a: FrameRequest, b: FrameRequest): boolean {
  return (
    a.detail === b.detail &&
    a.units === b.units &&
    a.histograms === b.histograms &&
    a.landscape === b.landscape &&
    a.weights === b.weights
  );
}
