#pragma once

#include "ui/response/SecretTable.h"

namespace tessera {
class Clock;
struct HttpExchange;
}

namespace tessera::ui {

class CookieModel;

// The cookies that an exchange set, with their attributes and what became of them.
class CookieTable : public SecretTable {
    Q_OBJECT
public:
    CookieTable(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);
    void setExchange(const HttpExchange &exchange);
    [[nodiscard]] int count() const;

protected:
    void fitColumns() override;

private:
    CookieTable(const Theme &theme, CookieModel *model, QWidget *parent);

    CookieModel *m_model;
};

}
