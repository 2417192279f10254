/** Empty: the layout renders both the list and the message, so that the list stays. */
export default function MessageLogPage() {
  return null;
}
