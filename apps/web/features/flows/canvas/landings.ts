import type { PublishPreview } from '../../editor/actions.ts';

interface Landings {
  readonly inside: number;
  readonly landings: readonly { readonly people: number; readonly landsAt: string | null }[];
}

/** Where people would land, one line for each step of the new version, the fullest first. */
export function toPreview({ inside, landings }: Landings): PublishPreview {
  const at = new Map<string, number>();
  let homeless = 0;
  for (const { people, landsAt } of landings) {
    if (landsAt === null) homeless += people;
    else at.set(landsAt, (at.get(landsAt) ?? 0) + people);
  }
  return {
    inside,
    homeless,
    landing: [...at].map(([node, people]) => ({ node, people })).sort((left, right) => right.people - left.people),
  };
}
