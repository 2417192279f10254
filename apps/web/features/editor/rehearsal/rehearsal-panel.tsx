'use client';
import { inflected, percent, plural } from '@millrace/base/words';
import { subjectNoun } from '@millrace/flow';
import { Button, Field, Icon, NumberField, Panel, Select } from '@millrace/ui';
import type { AnswerRates } from '../actions.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { channelTitle, ratesFor, rehearsedChoices } from './rehearsal-words.ts';
import { useRehearsal } from './use-rehearsal.ts';
import { RehearsedPeople } from './rehearsed-people.tsx';
import { RehearsedPerson } from './rehearsed-person.tsx';

/** The panel beside a rehearsal: its settings, or the entries behind one of its numbers. */
export function RehearsalPanel() {
  const looked = useRehearsal((state) => state.looked);
  const person = useRehearsal((state) => state.person);
  if (person) return <RehearsedPerson />;
  return looked ? <RehearsedPeople /> : <Setting />;
}

const DAYS = ['7', '30', '60', '90'].map((value) => ({ value, label: `The last ${value} days` }));

/** The settings of a rehearsal. Each has a sensible default. */
function Setting() {
  const editor = useEditor();
  const { rehearsing } = editor;
  const options = useRehearsal((state) => state.options);
  const running = useRehearsal((state) => state.is === 'running');
  const report = useRehearsal((state) => state.report);
  const subject = useEditorState((state) => state.document.subject);
  const change = (channel: string, rates: AnswerRates) =>
    rehearsing.set({ answers: { ...answersNow(), [channel]: rates } });
  const answersNow = () =>
    options.answers ??
    Object.fromEntries(
      Object.entries(report?.answers ?? {}).map(([channel, { opened, clicked, bought }]) => [
        channel,
        { opened, clicked, bought },
      ]),
    );
  const changed = options.answers !== undefined;
  return (
    <Panel
      title="Rehearsal"
      subtitle="The flow as drawn, in virtual time. Nothing is sent."
      aria-label="Rehearsal"
      onClose={() => editor.choose.closePanel()}
      footer={
        <div className="flex justify-end gap-2">
          <Button icon="dice" disabled={running} onClick={() => void rehearsing.run(true)}>
            Draw again
          </Button>
          <Button look="primary" icon="play" busy={running} onClick={() => void rehearsing.run()}>
            Run again
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-5">
        <Field label="With" group>
          <div className="flex flex-col gap-1.5">
            <Select
              aria-label={subjectNoun(subject) === 'person' ? 'Who is rehearsed' : 'What is rehearsed'}
              value={options.on}
              onValueChange={(on) => rehearsing.set({ on })}
              options={rehearsedChoices(subject)}
            />
            <Select
              aria-label="Over which time"
              value={String(options.days)}
              onValueChange={(days) => rehearsing.set({ days: Number(days) })}
              options={DAYS}
            />
          </div>
        </Field>
        <Field label="At most" help="The latest that met the trigger.">
          <NumberField
            value={options.people}
            onValueChange={(people) =>
              people !== null && rehearsing.set({ people: Math.min(5_000, Math.max(1, Math.round(people))) })
            }
            min={1}
            max={5_000}
            unit={inflected(
              2,
              subjectNoun(subject === 'product' || subject === 'store' ? subject : 'customer'),
            )}
          />
        </Field>
        {Object.entries(report?.answers ?? {}).map(([channel, answers]) => (
          <Answers
            key={channel}
            channel={channel}
            rates={options.answers?.[channel] ?? answers}
            measured={answers.measured}
            messages={answers.messages}
            onChange={(rates) => change(channel, rates)}
          />
        ))}
        {changed ? (
          <Button
            look="quiet"
            size="small"
            icon="undo"
            className="-mt-2 -ml-2 self-start"
            onClick={() => rehearsing.set({ answers: undefined })}
          >
            As measured
          </Button>
        ) : null}
      </div>
    </Panel>
  );
}

interface AnswersProps {
  readonly channel: string;
  readonly rates: AnswerRates;
  readonly measured: AnswerRates;
  readonly messages: number;
  readonly onChange: (rates: AnswerRates) => void;
}

/** The rates at which people open, click and buy in one channel. Shows the measured rates; others can be tried. */
function Answers({ channel, rates, measured, messages, onChange }: AnswersProps) {
  return (
    <Field label={`How people answer: ${channelTitle(channel)}`} group help={sourceWords(messages)}>
      <div className="grid grid-cols-[minmax(0,1fr)_7rem] items-center gap-2 text-13 text-soft">
        {ratesFor(channel).map(({ rate, words }) => (
          <Rate
            key={rate}
            words={words}
            value={rates[rate]}
            measured={measured[rate]}
            onChange={(value) => onChange({ ...rates, [rate]: value })}
          />
        ))}
      </div>
    </Field>
  );
}

function Rate({
  words,
  value,
  measured,
  onChange,
}: {
  words: string;
  value: number;
  measured: number;
  onChange: (value: number) => void;
}) {
  return (
    <>
      <span>
        {words}
        {Math.abs(value - measured) > 0.0005 ? (
          <span className="block text-12 text-waiting">measured: {percent(measured, 1)}</span>
        ) : null}
      </span>
      <NumberField
        aria-label={words}
        value={Math.round(value * 1_000) / 10}
        onValueChange={(share) => share !== null && onChange(Math.min(1, Math.max(0, share / 100)))}
        min={0}
        max={100}
        unit="%"
      />
    </>
  );
}

function sourceWords(messages: number) {
  const words =
    messages === 0
      ? 'Usual rates: this store has not sent any yet.'
      : `Measured on ${plural(messages, 'message')} of this store, by hour of the day${messages < 1_000 ? '. These are few, so usual rates are mixed in' : ''}.`;
  return (
    <span className="flex items-start gap-1">
      <Icon name="info" size={12} className="mt-0.5" />
      {words}
    </span>
  );
}
