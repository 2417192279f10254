import type { EditedFlow } from '../actions.ts';

export interface PublishWords {
  /** On the bar and in the menu. */
  readonly button: string;
  readonly icon: 'upload' | 'play' | 'check';
  readonly title: string;
  readonly description: string;
  /** On the button that does it. */
  readonly confirm: string;
  /** There is nothing to publish: the draft is what is live. */
  readonly nothingToDo: boolean;
  /** Whether anybody can be inside an earlier version, so that one has to say what becomes of them. */
  readonly asksAboutInside: boolean;
}

/**
 * What publishing does to a flow in this state, before it is done: it begins, changes, or starts again.
 * @param asItIs the draft is what was published last
 */
export function publishWords(
  { state, version }: Pick<EditedFlow, 'state' | 'version'>,
  asItIs = false,
): PublishWords {
  if (version === null)
    return {
      button: 'Publish',
      icon: 'upload',
      title: 'Publish this flow',
      description: 'People enter from the moment it is live.',
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
      description: `It goes live as version ${next} and new people enter at once. Those who left when it was stopped do not come back in by themselves.`,
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
        ? 'The flow stays paused. New people enter this version once you resume it.'
        : 'New people enter the new version at once.',
    confirm: 'Publish changes',
    nothingToDo: false,
    asksAboutInside: true,
  };
}

/** What was done, once it is: the state is the one the flow has now. */
export function publishedWords(
  before: EditedFlow['state'],
  now: { readonly state: EditedFlow['state']; readonly version: number },
): { readonly sentence: string; readonly more: string } {
  if (now.state === 'paused')
    return {
      sentence: `Version ${now.version} is published.`,
      more: 'The flow stays paused until you resume it.',
    };
  if (before === 'stopped')
    return {
      sentence: `Version ${now.version} is live. The flow runs again.`,
      more: 'New people enter from now on.',
    };
  return { sentence: `Version ${now.version} is live.`, more: 'People enter from now on.' };
}
