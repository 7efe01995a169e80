/** A text as it stands in an OData filter. */
export function odataText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
