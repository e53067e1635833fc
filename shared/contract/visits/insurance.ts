export const insuranceOperations = {};
