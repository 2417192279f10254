/** Who looks at the screens, as far as the screens need to know. */
export interface Viewer {
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  readonly workspace: {
    readonly id: string;
    readonly name: string;
    readonly currency: string;
    readonly timeZone: string;
  };
  readonly role: 'owner' | 'marketer' | 'approver' | 'viewer';
  /** What the role allows, as `@millrace/services` names it. */
  readonly permissions: readonly string[];
  /** True while the demo shop feeds this workspace. */
  readonly demo: boolean;
}
