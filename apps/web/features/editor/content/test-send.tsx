'use client';
import { useState } from 'react';
import { ADDRESSES, channelById } from '@millrace/channels';
import { Button, Field, Input, Popover, toast } from '@millrace/ui';
import { attempt } from '../publish/attempt.ts';
import { useEditor } from '../store/hooks.ts';
import { useTriggerEvent } from './event-variables.ts';

/** Sends the message as it is now to one address. */
export function TestSend({ channel, content }: { channel: string; content: unknown }) {
  const { actions } = useEditor();
  const event = useTriggerEvent();
  const [open, setOpen] = useState(false);
  const [address, setAddress] = useState('');
  const [busy, setBusy] = useState(false);
  const { testSend } = actions;
  const kind = channelById(channel);
  if (!testSend || !kind) return null;
  const { testTo, input, placeholder } = ADDRESSES[kind.address];
  const send = async () => {
    setBusy(true);
    const done = await attempt(testSend(channel, content, address.trim(), event), 'The test was not sent.');
    setBusy(false);
    if (!done) return;
    setOpen(false);
    const { sentence, sent, href } = done.result;
    const look = href
      ? { action: { label: 'Read it', onPress: () => void window.open(href, '_blank', 'noopener') } }
      : {};
    if (sent) toast.done(sentence, look);
    else toast.note(sentence, look);
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      title="Send a test"
      align="end"
      className="w-72"
      trigger={<Button icon="send">Send a test</Button>}
    >
      <form
        className="flex items-end gap-2 pt-1"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field label={testTo} className="flex-1">
          <Input
            type={input}
            placeholder={placeholder}
            value={address}
            onValueChange={(next) => setAddress(next)}
            required
          />
        </Field>
        <Button type="submit" look="primary" busy={busy} disabled={address.trim() === ''}>
          Send
        </Button>
      </form>
    </Popover>
  );
}
