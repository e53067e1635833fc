export const insuranceHandlers = {};
