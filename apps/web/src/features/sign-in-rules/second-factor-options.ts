/** Nobody can ask of the team what they lack themselves: they would be locked out by saving it. */
export function secondFactorOptions(hasSecondStep: boolean) {
  return [
    {
      value: 'optional',
      label: 'Up to each person',
      hint: 'Whoever has set up two-step verification is asked for it. Nobody has to.',
    },
    {
      value: 'required',
      label: 'Required for the team',
      hint: hasSecondStep
        ? 'The dashboard opens only to people who signed in with a second step. The others are told how to set it up.'
        : 'You signed in without a second step. Set it up and sign in with it first, so that you do not lock yourself out.',
      disabled: !hasSecondStep,
    },
  ];
}
