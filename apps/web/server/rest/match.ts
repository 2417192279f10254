import type { Method, Operation } from './operation.ts';

export interface Matched {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
}

interface Place {
  readonly segments: readonly string[];
  readonly byMethod: Map<string, Operation>;
}

/** Creates a function that finds the operation of a path. With this few paths a list is as fast as a tree. */
export function createMatcher(operations: readonly Operation[]) {
  const places = new Map<string, Place>();
  for (const operation of operations) {
    const place = places.get(operation.path) ?? {
      segments: segmentsOf(operation.path),
      byMethod: new Map<string, Operation>(),
    };
    place.byMethod.set(operation.method, operation);
    places.set(operation.path, place);
  }
  // Literal paths win over those with parameters.
  const ordered = [...places.values()].sort((left, right) => names(left) - names(right));
  return (method: string, path: string): Matched | { readonly allowed: readonly Method[] } | null => {
    const segments = segmentsOf(path);
    for (const place of ordered) {
      const params = matchSegments(place.segments, segments);
      if (!params) continue;
      const operation = place.byMethod.get(method);
      return operation ? { operation, params } : { allowed: [...place.byMethod.keys()] as Method[] };
    }
    return null;
  };
}

const segmentsOf = (path: string) => path.split('/').filter(Boolean);
const names = (place: Place) => place.segments.filter((segment) => segment.startsWith('{')).length;

function matchSegments(pattern: readonly string[], given: readonly string[]): Record<string, string> | null {
  if (pattern.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    const value = given[index] as string;
    if (segment.startsWith('{')) params[segment.slice(1, -1)] = decoded(value);
    else if (segment !== value) return null;
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
