'use client';
import { CommandPalette } from '@millrace/ui';
import { useRouter } from 'next/navigation';
import { byGroup } from './by-group.ts';
import { useRegistry, type Command } from './registry.ts';

/** The command palette: finds every place and every action of the current screen by typing. */
export function Palette({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const router = useRouter();
  const commands = byGroup(useRegistry((state) => state.commands));
  const choose = (chosen: { id: string }) => {
    const command: Command | undefined = commands
      .flatMap((group) => group.entries)
      .find((one) => one.id === chosen.id);
    onOpenChange(false);
    if (command?.href) router.push(command.href);
    command?.run?.();
  };
  return (
    <CommandPalette
      open={open}
      onOpenChange={onOpenChange}
      groups={commands}
      onChoose={choose}
      nothing="Nothing found. Try the name of a place, a flow or an action."
    />
  );
}
