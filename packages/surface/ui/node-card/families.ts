/** Colour, icon and shape of a family of nodes, so that colour is never the only distinction. */
export interface FamilyLook {
  readonly title: string;
  readonly icon: string;
  /** The outline: the same on cards, in the palette and in small pictures of flows. */
  readonly shape: 'round-left' | 'thin' | 'diamond' | 'double' | 'plain' | 'notched' | 'small';
}

export const FAMILY_LOOKS = {
  trigger: { title: 'Trigger', icon: 'bolt', shape: 'round-left' },
  wait: { title: 'Wait', icon: 'clock', shape: 'thin' },
  path: { title: 'Path', icon: 'branch', shape: 'diamond' },
  decision: { title: 'Decision', icon: 'spark', shape: 'double' },
  message: { title: 'Message', icon: 'envelope', shape: 'plain' },
  action: { title: 'Action', icon: 'tool', shape: 'notched' },
  end: { title: 'End', icon: 'flag', shape: 'small' },
} as const satisfies Readonly<Record<string, FamilyLook>>;

export type FamilyName = keyof typeof FAMILY_LOOKS;
export const FAMILY_NAMES = Object.keys(FAMILY_LOOKS) as FamilyName[];

/** Class names in full, because Tailwind finds only whole names in the source. */
export const FAMILY_CLASSES: Readonly<
  Record<FamilyName, { text: string; tint: string; border: string; solid: string }>
> = {
  trigger: { text: 'text-trigger', tint: 'bg-trigger-tint', border: 'border-trigger', solid: 'bg-trigger' },
  wait: { text: 'text-wait', tint: 'bg-wait-tint', border: 'border-wait', solid: 'bg-wait' },
  path: { text: 'text-path', tint: 'bg-path-tint', border: 'border-path', solid: 'bg-path' },
  decision: {
    text: 'text-decision',
    tint: 'bg-decision-tint',
    border: 'border-decision',
    solid: 'bg-decision',
  },
  message: { text: 'text-message', tint: 'bg-message-tint', border: 'border-message', solid: 'bg-message' },
  action: { text: 'text-action', tint: 'bg-action-tint', border: 'border-action', solid: 'bg-action' },
  end: { text: 'text-end', tint: 'bg-end-tint', border: 'border-end', solid: 'bg-end' },
};
