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

/** Everything Millrace knows about one outside system. Pure: requests and answers are data, nothing is sent from here. */
export interface ConnectorKind<Schema extends z.ZodType = z.ZodType, Config = z.output<Schema>> {
  /** Same as the folder, and as in the URL of its intake. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Name of an icon that `@millrace/ui` draws. */
  readonly icon: string;
  /** Where it stands in the catalogue of connections; needed by all that have settings. */
  readonly category?: Category;
  readonly capabilities: readonly Capability[];
  /** zod object; each field has `.meta({ title, description })`, secrets also `secret: true`. */
  readonly config: Schema;
  readonly example: z.input<Schema>;
  /** There from the start, without settings. */
  readonly builtIn: boolean;
  /** Most messages a second this connection takes; null for no limit of its own. */
  rate(config: Config): number | null;
  readonly webhook?: Webhook;
  /**
   * Which shop it is, forever, by a name of the system's own. What a shop sends is known by its shop and not by its connection,
   * so that a store that is connected anew is still the same store.
   */
  readonly shop?: {
    /** As the settings that are no secret tell; null while only a delivery can. */
    ofConfig(settings: Readonly<Record<string, unknown>>): string | null;
    /** As a delivery tells. @throws MillraceError `connection-invalid` when it tells none, or another shop than the settings */
    ofDelivery(connection: IntakeConnection<Config>): string;
    /** The shop whose page this is; null when the address does not say forever. */
    ofAddress(url: string): string | null;
  };
  /**
   * What a verified delivery means, in the words of the intake. An empty list: nothing to store.
   * @throws MillraceError `topic-unknown`, `input-invalid`
   */
  intake?(topic: string, payload: unknown, connection: IntakeConnection<Config>): readonly IntakeEvent[];
  /**
   * What a verified delivery tells about messages of ours.
   * @throws MillraceError `topic-unknown`, `input-invalid`
   */
  callbacks?(topic: string, payload: unknown, connection: IntakeConnection<Config>): readonly MessageReport[];
  /**
   * What somebody of the team pressed.
   * @throws MillraceError `topic-unknown`, `input-invalid`
   */
  presses?(topic: string, payload: unknown, connection: IntakeConnection<Config>): readonly Press[];
  /** How the team is told. */
  readonly notify?: TeamNotifier<Config>;
  /** What it carries out, by id of the channel. */
  readonly deliver?: Readonly<Record<string, Delivery<Config>>>;
  /** How it takes a message of any other channel; left out by all that are made for some. */
  readonly deliverAny?: Delivery<Config>;
  /** Secrets that are ours to choose: made at random when left empty, and made anew at a press. The old one goes to `previous`. */
  readonly ownSecret?: { readonly field: string; readonly previous: string };
  /** What the owner does in the other system, in order. */
  readonly steps?: readonly SetUpStep[];
  /** How to say where a consent came from, by the source that its events name, in lower case with dashes: "from ...". */
  readonly consentSources?: Readonly<Record<string, string>>;
  /** How the owner lets us in with OAuth 2. */
  readonly signIn?: SignIn<Config>;
  /** Webhooks that Millrace registers itself and keeps registered. */
  readonly registration?: Registration<Config>;
  /** What is read page by page: history, and what was missed. */
  readonly pull?: Pull<Config>;
  /** That it is told of consent given and taken here. */
  readonly tellConsent?: ConsentPush<Config>;
  /** That it is told of what happens here. */
  readonly tellEvents?: EventPush<Config>;
  /** What it does in its system, by id of the capability. */
  readonly acts?: Readonly<Record<string, Act<Config>>>;
  /** A harmless question that shows whether the settings are right. */
  probe?(
    config: Config,
  ):
    | { readonly via: 'http'; readonly request: HttpRequest }
    | { readonly via: 'smtp'; readonly server: SmtpServer };
}

/** Checks a kind against its own config schema and forgets the type of the config, so that kinds fit in one list. */
export function defineConnector<Schema extends z.ZodType>(kind: ConnectorKind<Schema>): ConnectorKind {
  return kind as unknown as ConnectorKind;
}

/** How a connector carries a channel; undefined when it does not. */
export function deliveryOf(kind: ConnectorKind | undefined, channel: string): Delivery<unknown> | undefined {
  const own = kind?.deliver;
  const delivery = own && Object.hasOwn(own, channel) ? own[channel] : kind?.deliverAny;
  return delivery as Delivery<unknown> | undefined;
}

/** How a connector does what a capability asks for; undefined when it does not. */
export function actOf(kind: ConnectorKind | undefined, capability: string): Act | undefined {
  return kind?.acts && Object.hasOwn(kind.acts, capability) ? (kind.acts[capability] as Act) : undefined;
}
