import { capital } from '@millrace/base/words';
import { subjectNouns, type Subject } from '@millrace/flow';
import type { EditedFlow } from '../actions.ts';

interface Published extends Pick<EditedFlow, 'state' | 'version'> {
  readonly subject: Subject;
}

export interface PublishWords {
  /** Label on the bar and in the menu. */
  readonly button: string;
  readonly icon: 'upload' | 'play' | 'check';
  readonly title: string;
  readonly description: string;
  /** Label of the button in the dialog. */
  readonly confirm: string;
  /** The draft is the same as the published version, so there is nothing to publish. */
  readonly nothingToDo: boolean;
  /** Whether an earlier version can still have entries inside, so that the dialog asks what happens to them. */
  readonly asksAboutInside: boolean;
}

/**
 * What publishing would do to a flow in this state: begin it, change it, or start it again.
 * @param asItIs whether the draft is the same as the version published last
 */
export function publishWords({ state, version, subject }: Published, asItIs = false): PublishWords {
  const several = subjectNouns(subject);
  if (version === null)
    return {
      button: 'Publish',
      icon: 'upload',
      title: 'Publish this flow',
      description: `${capital(several)} enter as soon as it is live.`,
      confirm: 'Publish flow',
      nothingToDo: false,
      asksAboutInside: false,
    };
  const next = version + 1;
  if (state === 'stopped')
    return {
      button: 'Start again',
      icon: 'play',
      title: 'Start this flow again',
      description: `It goes live as version ${next} and new ${several} enter at once. The ${several} that left when it was stopped do not come back by themselves.`,
      confirm: 'Start again',
      nothingToDo: false,
      asksAboutInside: false,
    };
  if (asItIs)
    return {
      button: state === 'paused' ? 'Published as it is' : 'Live as it is',
      icon: 'check',
      title: `Version ${version} is ${state === 'paused' ? 'published' : 'live'} as it is`,
      description: 'Nothing has changed since it was published.',
      confirm: 'Publish changes',
      nothingToDo: true,
      asksAboutInside: false,
    };
  return {
    button: 'Publish changes',
    icon: 'upload',
    title: `Publish version ${next}`,
    description:
      state === 'paused'
        ? `The flow stays paused. New ${several} enter this version once you resume it.`
        : `New ${several} enter the new version at once.`,
    confirm: 'Publish changes',
    nothingToDo: false,
    asksAboutInside: true,
  };
}

/** What the message after publishing says. @param before the flow as it was @param now its state and version since */
export function publishedWords(
  before: Pick<Published, 'state' | 'subject'>,
  now: { readonly state: EditedFlow['state']; readonly version: number },
): { readonly sentence: string; readonly more: string } {
  const several = subjectNouns(before.subject);
  if (now.state === 'paused')
    return {
      sentence: `Version ${now.version} is published.`,
      more: 'The flow stays paused until you resume it.',
    };
  if (before.state === 'stopped')
    return {
      sentence: `Version ${now.version} is live. The flow runs again.`,
      more: `New ${several} enter from now on.`,
    };
  return { sentence: `Version ${now.version} is live.`, more: `${capital(several)} enter from now on.` };
}
