import { subjectNouns, subjectSchema } from '@millrace/flow';
import { describe, expect, it } from 'vitest';
import { publishedWords, publishWords } from './publish-words.ts';

const ABOUT = { subject: 'customer' } as const;

describe('the name of publishing', () => {
  it('is a start for a draft and a change for a running flow', () => {
    expect(publishWords({ ...ABOUT, state: 'draft', version: null })).toMatchObject({
      button: 'Publish',
      asksAboutInside: false,
    });
    expect(publishWords({ ...ABOUT, state: 'live', version: 2 })).toMatchObject({
      button: 'Publish changes',
      title: 'Publish version 3',
      asksAboutInside: true,
    });
  });

  it('is a new start for a stopped flow, without a question about people inside', () => {
    const words = publishWords({ ...ABOUT, state: 'stopped', version: 2 });
    expect(words).toMatchObject({ button: 'Start again', confirm: 'Start again', asksAboutInside: false });
    expect(words.description).toContain('version 3');
    expect(publishedWords({ ...ABOUT, state: 'stopped' }, { state: 'live', version: 3 }).sentence).toBe(
      'Version 3 is live. The flow runs again.',
    );
  });

  it('is empty for a draft that is live unchanged, but a new start for a stopped one', () => {
    expect(publishWords({ ...ABOUT, state: 'live', version: 2 }, true)).toMatchObject({
      button: 'Live as it is',
      nothingToDo: true,
    });
    expect(publishWords({ ...ABOUT, state: 'paused', version: 2 }, true)).toMatchObject({
      button: 'Published as it is',
      nothingToDo: true,
    });
    expect(publishWords({ ...ABOUT, state: 'stopped', version: 2 }, true)).toMatchObject({
      button: 'Start again',
      nothingToDo: false,
    });
    expect(publishWords({ ...ABOUT, state: 'draft', version: null }, true)).toMatchObject({
      button: 'Publish',
      nothingToDo: false,
    });
  });

  it('does not claim that a paused flow goes live', () => {
    expect(publishWords({ ...ABOUT, state: 'paused', version: 1 }).description).toContain('stays paused');
    const done = publishedWords({ ...ABOUT, state: 'paused' }, { state: 'paused', version: 2 });
    expect(done.sentence).toBe('Version 2 is published.');
    expect(done.more).toContain('stays paused');
  });
});

it.each(subjectSchema.options)('says what enters a flow about %s', (subject) => {
  const several = subjectNouns(subject);
  for (const state of ['draft', 'live', 'paused', 'stopped'] as const) {
    const words = publishWords({ subject, state, version: state === 'draft' ? null : 2 });
    expect(words.description.toLowerCase()).toContain(several);
    const { more } = publishedWords({ subject, state }, { state: 'live', version: 3 });
    expect(more.toLowerCase()).toContain(`${several} enter`);
  }
});
