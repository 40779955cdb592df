let options: { value: string; label: string }[] | undefined;

/** Every time zone this runtime knows, UTC first. */
export function timeZoneOptions(): { value: string; label: string }[] {
  options ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  }));
  return options;
}
