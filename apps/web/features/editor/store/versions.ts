import type { EditorActions, FlowVersion } from '../actions.ts';
import { differenceOf } from './compare.ts';
import { toDocument, type FlowDocument } from './document.ts';

/** Published versions of a flow. The list is loaded each time; the graph of a version never changes and is loaded once. */
export interface Versions {
  readonly list: () => Promise<readonly FlowVersion[]>;
  readonly read: (number: number) => Promise<FlowDocument>;
}

export function createVersions({
  listVersions,
  readVersion,
}: Pick<EditorActions, 'listVersions' | 'readVersion'>): Versions {
  const known = new Map<number, Promise<FlowDocument>>();
  return {
    list: async () => (await listVersions?.()) ?? [],
    read: (number) => {
      const found = known.get(number) ?? ask(number);
      known.set(number, found);
      return found;
    },
  };

  async function ask(number: number): Promise<FlowDocument> {
    try {
      if (!readVersion) throw new Error('Versions cannot be read here.');
      return toDocument(await readVersion(number));
    } catch (error) {
      known.delete(number);
      throw error;
    }
  }
}

/** Whether the draft equals the version (`same`), would lose unpublished changes (`ask`), or can be replaced (`free`). */
export type WayBack = 'same' | 'ask' | 'free';

/** @param newest the version published last; null if it is not known, which gives `ask` */
export function wayBack(draft: FlowDocument, version: FlowDocument, newest: FlowDocument | null): WayBack {
  if (!differenceOf(draft, version)) return 'same';
  return newest && !differenceOf(newest, draft) ? 'free' : 'ask';
}
