import type { ErrorCode, ErrorDetails } from '@millrace/base';
import type { ContentProblem } from '@millrace/channels';
import type { ContentView } from '../view/content-view.ts';
import type { MessageToRender, UnmeasuredMessage } from '../render-message.ts';

/** A thread's job. Plain data, without secrets or functions. */
export type RenderJob =
  | {
      readonly type: 'message';
      /** Id of a channel of the catalogue. */
      readonly channel: string;
      readonly message: MessageToRender;
      readonly openUrl: string | undefined;
      /** The mark to write in place of tracked addresses; null when links stay unchanged. */
      readonly mark: string | null;
    }
  /** Texts without a channel, such as a part of an address. */
  | { readonly type: 'texts'; readonly texts: Readonly<Record<string, string>>; readonly view: ContentView }
  | { readonly type: 'check'; readonly channel: string; readonly content: unknown };

export interface JobResults {
  readonly message: UnmeasuredMessage;
  readonly check: readonly ContentProblem[];
  readonly texts: Readonly<Record<string, string>>;
}
export type ResultOf<Job extends RenderJob> = JobResults[Job['type']];

export type JobAnswer =
  | { readonly ok: true; readonly result: JobResults[keyof JobResults] }
  | { readonly ok: false; readonly code: ErrorCode; readonly details: ErrorDetails };

/** Messages between the pool and its thread. Number 0 says that the thread is ready. */
export interface ToThread {
  readonly id: number;
  readonly job: RenderJob;
}
export interface FromThread {
  readonly id: number;
  readonly answer: JobAnswer | null;
}
