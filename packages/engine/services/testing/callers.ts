import { PERMISSIONS, type Actor, type Context, type Permission } from '@millrace/core/verb';

/** Is of nothing. */
export const NO_ID = '01a1fced-09e3-7e35-b690-000000000000';

/** The same workspace, asked by somebody who may do just this. */
export const callerWith = (context: Context, ...permissions: readonly Permission[]): Context => ({
  ...context,
  actor: { type: 'person', id: 'limited', name: 'Limited', permissions: new Set(permissions) },
});

/** The same workspace, asked by somebody who may do everything but this. */
export const callerWithout = (context: Context, ...permissions: readonly Permission[]): Context =>
  callerWith(context, ...PERMISSIONS.filter((permission) => !permissions.includes(permission)));

/** The same caller under another name and of another sort. */
export const callerNamed = (context: Context, actor: Partial<Actor>): Context => ({
  ...context,
  actor: { ...context.actor, ...actor },
});
