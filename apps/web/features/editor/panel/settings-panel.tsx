'use client';
import { Field, Input, NumberField, Panel, RadioGroup } from '@millrace/ui';
import { BesidePart } from '../holdout/beside-part.tsx';
import { PlanDisclosure } from '../holdout/plan-disclosure.tsx';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { useNarrow } from '../store/use-narrow.ts';
import { AttributionHours } from './attribution-hours.tsx';
import { EventPicker } from './controls/event-picker.tsx';

/** Settings of the whole flow: its metrics, holdout, purpose and owner. */
export function SettingsPanel() {
  const editor = useEditor();
  const settings = useEditorState((state) => state.document.settings);
  const problems = useEditorState((state) => state.problems);
  const narrow = useNarrow();
  const disabled = useEditorState((state) => !state.mayEdit) || narrow;
  const set = editor.edit.settings;
  const wrong = (field: string) =>
    problems.find((problem) => problem.node === null && problem.field?.replace(/^settings\./, '') === field)
      ?.sentence;
  return (
    <Panel
      title="Flow settings"
      subtitle="What the flow is for and how it is measured."
      aria-label="Flow settings"
      onClose={() => editor.choose.closePanel()}
    >
      <div className="flex flex-col gap-5">
        <Field label="Success metric" error={wrong('outcome')} group>
          <EventPicker
            label="Event of the success metric"
            value={settings.outcome}
            onChange={(outcome) => set({ outcome })}
            disabled={disabled}
          />
        </Field>
        <Field
          label="Within"
          help="Days after entering. The same for the holdout."
          error={wrong('outcomeDays')}
        >
          <NumberField
            value={settings.outcomeDays}
            onValueChange={(days) => days !== null && set({ outcomeDays: days })}
            min={1}
            max={180}
            unit="days"
            disabled={disabled}
          />
        </Field>
        <Field label="Failure metric" error={wrong('failure')} group>
          <EventPicker
            label="Event of the failure metric"
            value={settings.failure}
            onChange={(failure) => set({ failure })}
            disabled={disabled}
          />
        </Field>
        <Field
          label="Holdout"
          help="This share gets nothing, so that you can see what the flow really caused."
          error={wrong('holdout')}
        >
          <NumberField
            value={Math.round(settings.holdout * 1000) / 10}
            onValueChange={(share) =>
              share !== null && set({ holdout: Math.min(0.5, Math.max(0, share / 100)) })
            }
            min={0}
            max={50}
            unit="%"
            disabled={disabled}
          />
        </Field>
        <PlanDisclosure disabled={disabled} />
        <BesidePart disabled={disabled} />
        <Field label="Purpose of its messages" group>
          <RadioGroup
            aria-label="Purpose of its messages"
            value={settings.purpose}
            onValueChange={(purpose) => set({ purpose })}
            options={[
              {
                value: 'marketing',
                label: 'Marketing',
                help: 'Consent, caps and quiet hours apply.',
                disabled,
              },
              {
                value: 'transactional',
                label: 'Service',
                help: 'About an order or an account. Only addresses that bounce are left out.',
                disabled,
              },
            ]}
          />
        </Field>
        <Field
          label="An order counts for a message"
          group
          help="Hours after the customer acted on it. The last touch counts."
        >
          <AttributionHours
            value={settings.attribution}
            onChange={(attribution) => set({ attribution })}
            disabled={disabled}
          />
        </Field>
        <Field label="Owner" optional error={wrong('owner')}>
          <Input
            value={settings.owner ?? ''}
            onValueChange={(owner) => set({ owner: owner || undefined })}
            maxLength={120}
            disabled={disabled}
          />
        </Field>
        <Field label="Review on" optional help="Home reminds you on this day." error={wrong('reviewOn')}>
          <Input
            type="date"
            value={settings.reviewOn ?? ''}
            onValueChange={(reviewOn) => set({ reviewOn: reviewOn || undefined })}
            className="w-40"
            disabled={disabled}
          />
        </Field>
      </div>
    </Panel>
  );
}
