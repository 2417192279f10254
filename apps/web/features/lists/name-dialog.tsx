'use client';
import { Button, Dialog, Field, Input, Textarea } from '@millrace/ui';
import { useState } from 'react';

export interface NameAndPurpose {
  readonly name: string;
  readonly purpose: string;
}

/** Asks for a name, and what it is for. */
export function NameDialog({
  title,
  description,
  given,
  confirm,
  onConfirm,
  onClose,
}: {
  title: string;
  description: string;
  given: NameAndPurpose;
  /** On the button, with a verb. */
  confirm: string;
  /** Why it did not work, as a sentence; null when it did. */
  onConfirm: (entered: NameAndPurpose) => Promise<string | null>;
  onClose: () => void;
}) {
  const [name, setName] = useState(given.name);
  const [purpose, setPurpose] = useState(given.purpose);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isNamed = name.trim() !== '';
  const save = async () => {
    if (!isNamed || busy) return;
    setBusy(true);
    setProblem(null);
    const wrong = await onConfirm({ name: name.trim(), purpose: purpose.trim() });
    setBusy(false);
    if (wrong === null) onClose();
    else setProblem(wrong);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={title}
      description={description}
      width="narrow"
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button look="primary" busy={busy} disabled={!isNamed} onClick={() => void save()}>
            {confirm}
          </Button>
        </>
      }
    >
      <form
        className="space-y-4 pt-1"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label="Name" error={isNamed ? undefined : 'Enter a name.'}>
          <Input value={name} onValueChange={setName} maxLength={120} />
        </Field>
        <Field label="What it is for" optional>
          <Textarea value={purpose} onValueChange={setPurpose} maxLength={300} rows={2} />
        </Field>
        {problem ? (
          <p role="alert" className="text-13 text-broken">
            {problem}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}
