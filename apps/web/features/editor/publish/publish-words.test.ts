import { describe, expect, it } from 'vitest';
import { publishedWords, publishWords } from './publish-words.ts';

describe('what publishing is called', () => {
  it('is a beginning for a draft and a change for what runs', () => {
    expect(publishWords({ state: 'draft', version: null })).toMatchObject({
      button: 'Publish',
      asksAboutInside: false,
    });
    expect(publishWords({ state: 'live', version: 2 })).toMatchObject({
      button: 'Publish changes',
      title: 'Publish version 3',
      asksAboutInside: true,
    });
  });

  it('is a new start for a stopped flow, with nobody inside to ask about', () => {
    const words = publishWords({ state: 'stopped', version: 2 });
    expect(words).toMatchObject({ button: 'Start again', confirm: 'Start again', asksAboutInside: false });
    expect(words.description).toContain('version 3');
    expect(publishedWords('stopped', { state: 'live', version: 3 }).sentence).toBe(
      'Version 3 is live. The flow runs again.',
    );
  });

  it('is nothing at all for a draft that is live as it is, but a new start for a stopped one', () => {
    expect(publishWords({ state: 'live', version: 2 }, true)).toMatchObject({
      button: 'Live as it is',
      nothingToDo: true,
    });
    expect(publishWords({ state: 'paused', version: 2 }, true)).toMatchObject({
      button: 'Published as it is',
      nothingToDo: true,
    });
    expect(publishWords({ state: 'stopped', version: 2 }, true)).toMatchObject({
      button: 'Start again',
      nothingToDo: false,
    });
    expect(publishWords({ state: 'draft', version: null }, true)).toMatchObject({
      button: 'Publish',
      nothingToDo: false,
    });
  });

  it('does not claim that a paused flow goes live', () => {
    expect(publishWords({ state: 'paused', version: 1 }).description).toContain('stays paused');
    const done = publishedWords('paused', { state: 'paused', version: 2 });
    expect(done.sentence).toBe('Version 2 is published.');
    expect(done.more).toContain('stays paused');
  });
});
