import { fail } from '@millrace/base';
import type { ConnectorKind } from './connector-kind.ts';
import { outbox } from './outbox/connector.ts';
import { ownProfile } from './own-profile/connector.ts';
import { shopify } from './shopify/connector.ts';
import { smtp } from './smtp/connector.ts';
import { twilio } from './twilio/connector.ts';
import { webApi } from './web-api/connector.ts';

/** Every system Millrace can be connected to. The one list: a folder here and a line below. */
export const CONNECTORS: readonly ConnectorKind[] = [shopify, smtp, twilio, webApi, outbox, ownProfile];

const BY_ID = new Map(CONNECTORS.map((kind) => [kind.id, kind]));

export function findConnector(id: string): ConnectorKind | undefined {
  return BY_ID.get(id);
}

/** @throws MillraceError `not-found` */
export function connector(id: string): ConnectorKind {
  return BY_ID.get(id) ?? fail('not-found', { what: 'connector' });
}

export * from './act.ts';
export { ACT_CAPABILITIES, actCapability, type ActCapability } from './acts/capabilities.ts';
export { changed, type ProfileChange } from './profile-change.ts';
export * from './capability.ts';
export { FAILURES, healthSign, type FailureKind, type FailureWords, type HealthSign } from './connection-failure.ts';
export * from './connector-kind.ts';
export * from './delivery.ts';
export * from './exchange.ts';
export { decodeForm, decodeFormPairs, encodeForm } from './form.ts';
export type { MessageReport } from './message-report.ts';
export { fieldMeta, secretFields, signatureSecrets } from './secret-fields.ts';
export type { SignatureScheme } from './signature-scheme.ts';
export * from './webhook.ts';
