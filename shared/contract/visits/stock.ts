export const stockOperations = {};
