import type { ErrorCode, ErrorDetails } from '@millrace/base';
import type { ContentProblem } from '@millrace/channels';
import type { ContentView } from '../view/content-view.ts';
import type { MessageToRender, UnmeasuredMessage } from '../render-message.ts';

/** What a thread is asked to do. Plain data: neither secrets nor anything to call travels along. */
export type RenderJob =
  | {
      readonly type: 'message';
      /** Id of a channel of the catalogue. */
      readonly channel: string;
      readonly message: MessageToRender;
      readonly openUrl: string | undefined;
      /** Stands for addresses of links; null when they stay as they are. */
      readonly mark: string | null;
    }
  /** Texts of no channel, such as a part of an address. */
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

/** Between the thread and who started it. Number 0 says that the thread is ready. */
export interface ToThread {
  readonly id: number;
  readonly job: RenderJob;
}
export interface FromThread {
  readonly id: number;
  readonly answer: JobAnswer | null;
}
