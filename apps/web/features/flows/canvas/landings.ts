import type { PublishPreview } from '../../editor/actions.ts';

interface Landings extends Omit<PublishPreview, 'inside' | 'landing' | 'homeless'> {
  readonly inside: number;
  readonly landings: readonly { readonly people: number; readonly landsAt: string | null }[];
}

/** Adds up how many would land on each step of the new version, the largest first. Other fields are passed on. */
export function toPreview({ inside, landings, ...more }: Landings): PublishPreview {
  const at = new Map<string, number>();
  let homeless = 0;
  for (const { people, landsAt } of landings) {
    if (landsAt === null) homeless += people;
    else at.set(landsAt, (at.get(landsAt) ?? 0) + people);
  }
  return {
    ...more,
    inside,
    homeless,
    landing: [...at]
      .map(([node, people]) => ({ node, people }))
      .sort((left, right) => right.people - left.people),
  };
}
