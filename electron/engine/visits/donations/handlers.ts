export const donationsHandlers = {};
