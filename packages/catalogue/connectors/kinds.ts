import { fail } from '@millrace/base';
import { anthropic } from './anthropic/connector.ts';
import type { ConnectorKind } from './connector-kind.ts';
import { gemini } from './gemini/connector.ts';
import { klaviyo } from './klaviyo/connector.ts';
import { openai } from './openai/connector.ts';
import { openaiCompatible } from './openai-compatible/connector.ts';
import { sandbox } from './sandbox/connector.ts';
import { ownFlows } from './own-flows/connector.ts';
import { ownLoyalty } from './own-loyalty/connector.ts';
import { ownMail } from './own-mail/connector.ts';
import { ownProfile } from './own-profile/connector.ts';
import { ownWork } from './own-work/connector.ts';
import { sendgrid } from './sendgrid/connector.ts';
import { shopify } from './shopify/connector.ts';
import { slack } from './slack/connector.ts';
import { smtp } from './smtp/connector.ts';
import { twilio } from './twilio/connector.ts';
import { webApi } from './web-api/connector.ts';
import { webPush } from './web-push/connector.ts';
import { woocommerce } from './woocommerce/connector.ts';

/**
 * Every system Millrace can be connected to. The only list: a connector is a folder here and a line below.
 */
export const CONNECTORS: readonly ConnectorKind[] = [
  shopify,
  woocommerce,
  sendgrid,
  smtp,
  klaviyo,
  slack,
  twilio,
  webPush,
  openai,
  anthropic,
  gemini,
  openaiCompatible,
  webApi,
  sandbox,
  ownProfile,
  ownFlows,
  ownWork,
  ownMail,
  ownLoyalty,
];

const BY_ID = new Map(CONNECTORS.map((kind) => [kind.id, kind]));

export function findConnector(id: string): ConnectorKind | undefined {
  return BY_ID.get(id);
}

/** @throws MillraceError `not-found` */
export function connector(id: string): ConnectorKind {
  return BY_ID.get(id) ?? fail('not-found', { what: 'connector' });
}

export * from './act.ts';
export { readAnswer } from './acts/answer-choice.ts';
export {
  ACT_CAPABILITIES,
  actCapability,
  type ActCapability,
  type AnsweredByPress,
} from './acts/capabilities.ts';
export { changed, type ProfileChange } from './profile-change.ts';
export * from './capability.ts';
export * from './category.ts';
export {
  FAILURES,
  healthSign,
  type FailureKind,
  type FailureWords,
  type HealthSign,
} from './connection-failure.ts';
export * from './connector-kind.ts';
export * from './delivery.ts';
export type * from './dialogue.ts';
export * from './exchange.ts';
export { decodeForm, decodeFormPairs, encodeForm } from './form.ts';
export type { MessageReport } from './message-report.ts';
export type * from './notify.ts';
export type * from './pull.ts';
export type * from './push.ts';
export type * from './registration.ts';
export { fieldMeta, secretFields, signatureSecrets } from './secret-fields.ts';
export type * from './set-up-step.ts';
export type { NoTokens, SignIn, Tokens } from './sign-in.ts';
export type * from './signature-scheme.ts';
export * from './webhook.ts';
export * from './writing.ts';
export type { OpenedWork, WorkChange, WorkDraft } from './work-change.ts';
export type { ListChange } from './list-change.ts';
export type { PointsDispatch, TierDispatch } from './points-change.ts';
export type { TeamMail } from './team-mail.ts';
