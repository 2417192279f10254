'use client';
import { isThing } from './rehearsal-words.ts';
import { useState } from 'react';
import { dayKey, longDay, timeOfDay, zoneName } from '@millrace/base/words';
import { channelById, channelInSentence } from '@millrace/channels';
import { subjectNoun } from '@millrace/flow';
import { Badge, Button, Dialog, Icon, IconButton, Link, Panel, Skeleton } from '@millrace/ui';
import type { RehearsedStory } from '../actions.ts';
import { MessageLooks } from '../content/message-preview.tsx';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { titleOf } from '../store/words.ts';
import { NotRead } from './rehearsed-people.tsx';
import { useRehearsal } from './use-rehearsal.ts';

type Line = RehearsedStory['story'][number];

/** The story of one rehearsed entry, step by step, in the customer's own time, with the messages as they would have looked. */
export function RehearsedPerson() {
  const editor = useEditor();
  const { rehearsing } = editor;
  const story = useRehearsal((state) => state.story);
  const subject = useEditorState((state) => state.document.subject);
  const missed = useRehearsal((state) => state.missed);
  const person = useRehearsal((state) => state.person);
  return (
    <Panel
      title={story ? (story.name ?? 'Unknown visitor') : `Rehearsed ${subjectNoun(subject)}`}
      subtitle={
        story
          ? `${isThing(subject) ? 'Time of the store' : 'The customer’s time'}: ${zoneName(story.zone)}`
          : undefined
      }
      aria-label={`Rehearsed ${subjectNoun(subject)}`}
      mark={
        <IconButton
          icon="arrow-left"
          label="Back to the list"
          size="small"
          onClick={() => void rehearsing.read(null)}
        />
      }
      onClose={() => editor.choose.closePanel()}
    >
      {story ? (
        <Story story={story} isSomebody={!isThing(subject)} />
      ) : missed ? (
        <NotRead onAgain={() => void rehearsing.read(person && { ...person })} />
      ) : (
        <Skeleton className="h-60 w-full" />
      )}
    </Panel>
  );
}

function Story({ story, isSomebody }: { story: RehearsedStory; isSomebody: boolean }) {
  const { zone } = story;
  const last = story.story.at(-1)?.at ?? story.enteredAt;
  return (
    <div className="flex flex-col gap-3">
      {story.heldOut ? (
        <p className="rounded-md bg-sunken px-2.5 py-2 text-13 text-soft">
          Holdout, to compare with: goes through the flow silently and gets no message.
        </p>
      ) : null}
      <ol className="flex flex-col gap-2.5" aria-label="What would happen">
        {story.story.map((line, index) => {
          const day = dayKey(line.at, zone);
          const first = index === 0 || dayKey(story.story[index - 1]!.at, zone) !== day;
          return (
            <li key={index} className="flex flex-col gap-1">
              {first ? (
                <h3 className="pt-1 text-12 font-semibold text-soft">{longDay(line.at, zone, last)}</h3>
              ) : null}
              <Told line={line} zone={zone} />
            </li>
          );
        })}
      </ol>
      {story.endedAt === null ? (
        <p className="text-13 text-faint">Still in the flow at the end of the rehearsal.</p>
      ) : null}
      {story.real && isSomebody ? (
        <Link
          className="text-13"
          render={<a href={`/customers/${story.customerId}`} target="_blank" rel="noreferrer" />}
        >
          What really happened
        </Link>
      ) : story.real ? null : (
        <p className="text-12 text-faint">Made up for the rehearsal.</p>
      )}
    </div>
  );
}

const ICONS = { did: 'user', step: 'dot', message: 'envelope' } as const;

function Told({ line, zone }: { line: Line; zone: string }) {
  const editor = useEditor();
  const title = useEditorState((state) =>
    line.node ? titleOf(state.document.nodes[line.node], editor.kinds) : null,
  );
  const { message } = line;
  return (
    <div className="flex items-start gap-2">
      <time
        dateTime={new Date(line.at).toISOString()}
        className="w-9 shrink-0 pt-px text-12 text-faint tabular"
      >
        {timeOfDay(line.at, zone)}
      </time>
      <Icon
        name={message ? (channelById(message.channel)?.icon ?? ICONS.message) : ICONS[line.what]}
        size={14}
        className={line.what === 'did' ? 'mt-0.5 text-river' : 'mt-0.5 text-faint'}
      />
      <div className="min-w-0 flex-1">
        <p className="text-13 text-pretty text-ink">
          {line.sentence} {line.drawn ? <Badge>Drawn</Badge> : null}
        </p>
        {title ? <p className="text-12 text-faint">{title}</p> : null}
        {message?.look ? <LookButton look={message.look} channel={message.channel} /> : null}
      </div>
    </div>
  );
}

function LookButton({
  look,
  channel,
}: {
  look: NonNullable<NonNullable<Line['message']>['look']>;
  channel: string;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" icon="eye" className="mt-1" onClick={() => setOpen(true)}>
        {look.subject ? `“${look.subject}”` : 'Look at it'}
      </Button>
      {open ? (
        <Dialog
          open
          onOpenChange={setOpen}
          title={`The ${channelInSentence(channel)}`}
          description="As it would have looked at that moment."
          width="wide"
        >
          <div className="flex h-[60vh] flex-col">
            <MessageLooks channel={channel} preview={look} />
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
