'use client';
import { Menu } from '@millrace/ui';
import { useState, type ReactElement } from 'react';
import { useThemeChoice, THEMES } from '../theme-choice.ts';
import { useViewer } from '../viewer.tsx';
import { PasswordDialog } from './password-dialog.tsx';

async function signOut() {
  await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  window.location.assign('/sign-in');
}

/** The menu of the signed-in user: theme, keys, password, sign out. */
export function AccountMenu({
  trigger,
  onKeys,
  side = 'top',
}: {
  trigger: ReactElement<Record<string, unknown>>;
  onKeys: () => void;
  side?: 'top' | 'bottom';
}) {
  const { person, role } = useViewer();
  const { theme, setTheme } = useThemeChoice();
  const [changing, setChanging] = useState(false);
  return (
    <>
      <Menu
        trigger={trigger}
        side={side}
        heading={
          <>
            <span className="block text-13 font-medium text-ink">{person.name}</span>
            <span className="block text-12 text-faint">
              {person.email}, {role}
            </span>
          </>
        }
        entries={[
          ...THEMES.map((choice) => ({
            label: choice.label,
            icon: choice.icon,
            chosen: theme === choice.value,
            onSelect: () => setTheme(choice.value),
          })),
          null,
          { label: 'Keys on this screen', icon: 'keyboard', keys: ['?'], onSelect: onKeys },
          { label: 'Change your password', icon: 'key', onSelect: () => setChanging(true) },
          { label: 'Sign out', icon: 'sign-out', onSelect: () => void signOut() },
        ]}
      />
      {changing ? <PasswordDialog email={person.email} onClose={() => setChanging(false)} /> : null}
    </>
  );
}
