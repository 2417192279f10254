import type { z } from 'zod';
import type { IntakeEvent } from '@millrace/flow';
import type { Act } from './act.ts';
import type { Capability } from './capability.ts';
import type { Category } from './category.ts';
import type { Delivery } from './delivery.ts';
import type { MessageReport } from './message-report.ts';
import type { HttpRequest, SmtpServer } from './exchange.ts';
import type { Press, TeamNotifier } from './notify.ts';
import type { Pull } from './pull.ts';
import type { ConsentPush, EventPush } from './push.ts';
import type { Registration } from './registration.ts';
import type { SetUpStep } from './set-up-step.ts';
import type { SignIn } from './sign-in.ts';
import type { IntakeConnection, Webhook } from './webhook.ts';
import type { Writer } from './writing.ts';

/**
 * A connector: everything Millrace knows about one outside system. Pure: requests and answers are data,
 * nothing is sent here.
 */
export interface ConnectorKind<Schema extends z.ZodType = z.ZodType, Config = z.output<Schema>> {
  /** Name of the folder, and part of the URL of its webhooks. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Name of an icon that `@millrace/ui` draws. */
  readonly icon: string;
  /** Group in the catalogue of connections; required if there are settings. */
  readonly category?: Category;
  readonly capabilities: readonly Capability[];
  /** zod object; each field has `.meta({ title, description })`, secrets also `secret: true`. */
  readonly config: Schema;
  readonly example: z.input<Schema>;
  /** Available from the start, without settings. */
  readonly builtIn: boolean;
  /** Most messages a second through this connection; null for no limit. */
  rate(config: Config): number | null;
  readonly webhook?: Webhook;
  /**
   * The permanent name of the shop. Records are known by their shop and not by their connection, so that a
   * store that is connected again is still the same store.
   */
  readonly shop?: {
    /** By the non-secret settings; null if only a delivery can tell. */
    ofConfig(settings: Readonly<Record<string, unknown>>): string | null;
    /**
     * By a delivery.
     * @throws MillraceError `connection-invalid` if it names no shop, or another one than the settings
     */
    ofDelivery(connection: IntakeConnection<Config>): string;
    /** The shop of this page; null if the address does not say permanently which one it is. */
    ofAddress(url: string): string | null;
  };
  /**
   * A verified delivery as intake events. An empty list: nothing to store.
   * @throws MillraceError `topic-unknown`, `input-invalid`
   */
  intake?(topic: string, payload: unknown, connection: IntakeConnection<Config>): readonly IntakeEvent[];
  /**
   * A verified delivery as reports about messages that Millrace sent.
   * @throws MillraceError `topic-unknown`, `input-invalid`
   */
  callbacks?(topic: string, payload: unknown, connection: IntakeConnection<Config>): readonly MessageReport[];
  /**
   * A verified delivery as presses on buttons by the team.
   * @throws MillraceError `topic-unknown`, `input-invalid`
   */
  presses?(topic: string, payload: unknown, connection: IntakeConnection<Config>): readonly Press[];
  /** How the team is notified. */
  readonly notify?: TeamNotifier<Config>;
  /** How a language model is asked to write. */
  readonly write?: Writer<Config>;
  /** How it delivers messages, by channel id. */
  readonly deliver?: Readonly<Record<string, Delivery<Config>>>;
  /** How it delivers messages of any other channel. Only the sandbox has this. */
  readonly deliverAny?: Delivery<Config>;
  /**
   * A secret that Millrace chooses: made at random if left empty, and renewed by a button. The old one is
   * moved to `previous`.
   */
  readonly ownSecret?: { readonly field: string; readonly previous: string };
  /** What the owner has to do in the other system, in order. */
  readonly steps?: readonly SetUpStep[];
  /**
   * Words for where a consent came from ("from ..."), by the `source` of its events in lower case with
   * hyphens.
   */
  readonly consentSources?: Readonly<Record<string, string>>;
  /** How the owner signs in with OAuth 2. */
  readonly signIn?: SignIn<Config>;
  /** Webhooks that Millrace registers itself and keeps registered. */
  readonly registration?: Registration<Config>;
  /** What is read page by page: history, and missed changes. */
  readonly pull?: Pull<Config>;
  /** How consent that changes here is reported to it. */
  readonly tellConsent?: ConsentPush<Config>;
  /** How events that happen here are reported to it. */
  readonly tellEvents?: EventPush<Config>;
  /** What flows can do in its system, by capability id. */
  readonly acts?: Readonly<Record<string, Act<Config>>>;
  /** A request that changes nothing and shows whether the settings are right. */
  probe?(
    config: Config,
  ):
    | { readonly via: 'http'; readonly request: HttpRequest }
    | { readonly via: 'smtp'; readonly server: SmtpServer };
}

/**
 * Type-checks a connector against its own config schema, and drops the type of the config so that connectors
 * fit in one list.
 */
export function defineConnector<Schema extends z.ZodType>(kind: ConnectorKind<Schema>): ConnectorKind {
  return kind as unknown as ConnectorKind;
}

/** How a connector delivers messages of a channel; undefined if it does not. */
export function deliveryOf(kind: ConnectorKind | undefined, channel: string): Delivery<unknown> | undefined {
  const own = kind?.deliver;
  const delivery = own && Object.hasOwn(own, channel) ? own[channel] : kind?.deliverAny;
  return delivery as Delivery<unknown> | undefined;
}

/** How a connector carries out a capability; undefined if it does not. */
export function actOf(kind: ConnectorKind | undefined, capability: string): Act | undefined {
  return kind?.acts && Object.hasOwn(kind.acts, capability) ? (kind.acts[capability] as Act) : undefined;
}
