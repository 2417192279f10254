/** The signed-in user and workspace, as the screens need them. */
export interface Viewer {
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  readonly workspace: {
    readonly id: string;
    readonly name: string;
    readonly currency: string;
    readonly timeZone: string;
  };
  readonly role: 'owner' | 'marketer' | 'approver' | 'viewer';
  /** The role's permissions, as named in `@millrace/services`. */
  readonly permissions: readonly string[];
  /** Whether the demo shop is running in this workspace. */
  readonly demo: boolean;
}
