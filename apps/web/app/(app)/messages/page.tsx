/** Drawn by the layout, which keeps the list beside the message. */
export default function MessageLogPage() {
  return null;
}
