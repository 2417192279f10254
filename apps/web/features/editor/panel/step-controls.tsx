'use client';
import type { Control } from '@millrace/ui';
import { MessageControl } from '../content/message-control.tsx';
import { AnswersControl } from './controls/answers-control.tsx';
import { AwaitedEventsControl } from './controls/awaited-events-control.tsx';
import { ConditionControl } from './controls/condition-control.tsx';
import { ConnectionControl } from './controls/connection-control.tsx';
import { DateFactControl } from './controls/date-fact-control.tsx';
import { EventsControl } from './controls/events-control.tsx';
import { ExitsControl } from './controls/exits-control.tsx';
import { FactsControl } from './controls/facts-control.tsx';
import { FlowControl } from './controls/flow-control.tsx';
import { HeadersControl } from './controls/headers-control.tsx';
import { KeptFieldsControl } from './controls/kept-fields-control.tsx';
import { ListControl } from './controls/list-control.tsx';
import { MemberControl } from './controls/member-control.tsx';
import { MessageNodeControl } from './controls/message-node-control.tsx';
import { PathsControl } from './controls/paths-control.tsx';
import { ReentryControl } from './controls/reentry-control.tsx';

/** The controls that schemas of step kinds can use, besides the built-in ones of `@millrace/ui`. */
export const STEP_CONTROLS: Readonly<Record<string, Control>> = {
  events: EventsControl,
  'awaited-events': AwaitedEventsControl,
  condition: ConditionControl,
  'date-fact': DateFactControl,
  exits: ExitsControl,
  reentry: ReentryControl,
  paths: PathsControl,
  message: MessageControl,
  'message-node': MessageNodeControl,
  connection: ConnectionControl,
  flow: FlowControl,
  list: ListControl,
  member: MemberControl,
  headers: HeadersControl,
  'kept-fields': KeptFieldsControl,
  facts: FactsControl,
  answers: AnswersControl,
};
