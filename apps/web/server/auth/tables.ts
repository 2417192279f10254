import { boolean, pgSchema, text, timestamp } from 'drizzle-orm/pg-core';

/** The tables of sign-in, as created by the migrations. They are read before the workspace is known, by a role of their own. */
const auth = pgSchema('auth');
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const user = auth.table('user', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull(),
  emailVerified: boolean('emailVerified').notNull().default(false),
  image: text('image'),
  createdAt: instant('createdAt').notNull().defaultNow(),
  updatedAt: instant('updatedAt').notNull().defaultNow(),
});

export const session = auth.table('session', {
  id: text('id').primaryKey(),
  expiresAt: instant('expiresAt').notNull(),
  token: text('token').notNull(),
  createdAt: instant('createdAt').notNull().defaultNow(),
  updatedAt: instant('updatedAt').notNull().defaultNow(),
  ipAddress: text('ipAddress'),
  userAgent: text('userAgent'),
  userId: text('userId').notNull(),
  activeOrganizationId: text('activeOrganizationId'),
});

export const account = auth.table('account', {
  id: text('id').primaryKey(),
  accountId: text('accountId').notNull(),
  providerId: text('providerId').notNull(),
  userId: text('userId').notNull(),
  accessToken: text('accessToken'),
  refreshToken: text('refreshToken'),
  idToken: text('idToken'),
  accessTokenExpiresAt: instant('accessTokenExpiresAt'),
  refreshTokenExpiresAt: instant('refreshTokenExpiresAt'),
  scope: text('scope'),
  password: text('password'),
  createdAt: instant('createdAt').notNull().defaultNow(),
  updatedAt: instant('updatedAt').notNull().defaultNow(),
});

export const verification = auth.table('verification', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: instant('expiresAt').notNull(),
  createdAt: instant('createdAt').defaultNow(),
  updatedAt: instant('updatedAt').defaultNow(),
});

export const organization = auth.table('organization', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  slug: text('slug').notNull(),
  logo: text('logo'),
  createdAt: instant('createdAt').notNull().defaultNow(),
  metadata: text('metadata'),
});

export const member = auth.table('member', {
  id: text('id').primaryKey(),
  organizationId: text('organizationId').notNull(),
  userId: text('userId').notNull(),
  role: text('role').notNull(),
  createdAt: instant('createdAt').notNull().defaultNow(),
});

export const invitation = auth.table('invitation', {
  id: text('id').primaryKey(),
  organizationId: text('organizationId').notNull(),
  email: text('email').notNull(),
  role: text('role'),
  status: text('status').notNull(),
  expiresAt: instant('expiresAt').notNull(),
  createdAt: instant('createdAt').notNull().defaultNow(),
  inviterId: text('inviterId').notNull(),
});
