/** `example.org` of `https://www.example.org/me`, for showing; an address that cannot be read is shown as it is. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, "") : url;
}

/** The address with `https://` where people left out what browsers add by themselves. */
export function withScheme(address: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
}
