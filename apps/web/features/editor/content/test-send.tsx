'use client';
import { useState } from 'react';
import { channelById } from '@millrace/channels';
import { Button, Input, Popover, toast } from '@millrace/ui';
import { attempt } from '../publish/attempt.ts';
import { useEditor } from '../store/hooks.ts';
import { useTriggerEvent } from './event-variables.ts';

/** Sends the message as it is to one address. */
export function TestSend({ channel, content }: { channel: string; content: unknown }) {
  const { actions } = useEditor();
  const event = useTriggerEvent();
  const [open, setOpen] = useState(false);
  const [address, setAddress] = useState('');
  const [busy, setBusy] = useState(false);
  const { testSend } = actions;
  if (!testSend) return null;
  const phone = channelById(channel)?.address === 'phone';
  const send = async () => {
    setBusy(true);
    const done = await attempt(testSend(channel, content, address.trim(), event), 'The test was not sent.');
    setBusy(false);
    if (!done) return;
    setOpen(false);
    toast.done(done.result);
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      title="Send a test"
      align="end"
      className="w-72"
      trigger={<Button icon="outbox">Send a test</Button>}
    >
      <form
        className="flex gap-2 pt-1"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Input
          type={phone ? 'tel' : 'email'}
          aria-label={phone ? 'Phone number' : 'E-mail address'}
          placeholder={phone ? '+15550100' : 'you@example.com'}
          value={address}
          onValueChange={(next) => setAddress(next)}
          required
          className="flex-1"
        />
        <Button type="submit" look="primary" busy={busy} disabled={address.trim() === ''}>
          Send
        </Button>
      </form>
    </Popover>
  );
}
