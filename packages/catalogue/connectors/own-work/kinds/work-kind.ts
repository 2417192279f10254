/** An answer that ends a piece of work. */
export interface WorkAnswer {
  /** Also the branch that the flow takes. */
  readonly id: string;
  /** On the button: "Approve". */
  readonly label: string;
  /** Afterwards: "Approved". */
  readonly done: string;
  /** Whether it needs a comment, which says what has to change. */
  readonly needsComment: boolean;
  /** One letter, the key on the keyboard. */
  readonly key: string;
}

/** A kind of work for the team: what it is called, and how it is answered. */
export interface WorkKind {
  readonly id: string;
  /** One piece: "Approval". */
  readonly title: string;
  readonly plural: string;
  /** What it is for, in a sentence. */
  readonly summary: string;
  /** Name of an icon that `@millrace/ui` draws. */
  readonly icon: string;
  /** The first is the usual one. */
  readonly answers: readonly WorkAnswer[];
  /** Whether it is a decision, which only people with the permission to decide may take. */
  readonly isDecision: boolean;
  /** What to call the end of its time: "No answer". */
  readonly missed: string;
  /** Why it is in somebody's work, in a sentence. @param waits whether the flow waits for it */
  reason(flow: string, waits: boolean): string;
}
