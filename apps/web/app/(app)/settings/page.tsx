import { redirect } from 'next/navigation';

/** Opens the first page of the settings. */
export default function SettingsPage() {
  redirect('/settings/store');
}
