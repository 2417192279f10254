import type { EditedFlow } from '../actions.ts';

export interface PublishWords {
  /** On the bar and in the menu. */
  readonly button: string;
  readonly icon: 'upload' | 'play';
  readonly title: string;
  readonly description: string;
  /** On the button that does it. */
  readonly confirm: string;
  /** Whether anybody can be inside an earlier version, so that one has to say what becomes of them. */
  readonly asksAboutInside: boolean;
}

/** What publishing does to a flow in this state, before it is done: it begins, changes, or starts again. */
export function publishWords({ state, version }: Pick<EditedFlow, 'state' | 'version'>): PublishWords {
  if (version === null)
    return {
      button: 'Publish',
      icon: 'upload',
      title: 'Publish this flow',
      description: 'People enter from the moment it is live.',
      confirm: 'Publish flow',
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
    asksAboutInside: true,
  };
}

/** What was done, once it is: the state is the one the flow has now. */
export function publishedWords(
  before: EditedFlow['state'],
  now: { readonly state: EditedFlow['state']; readonly version: number },
): { readonly sentence: string; readonly more: string } {
  if (now.state === 'paused')
    return { sentence: `Version ${now.version} is published.`, more: 'The flow stays paused until you resume it.' };
  if (before === 'stopped')
    return { sentence: `Version ${now.version} is live. The flow runs again.`, more: 'New people enter from now on.' };
  return { sentence: `Version ${now.version} is live.`, more: 'People enter from now on.' };
}
