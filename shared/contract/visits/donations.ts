export const donationsOperations = {};
