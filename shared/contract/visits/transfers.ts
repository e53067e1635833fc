export const transfersOperations = {};
