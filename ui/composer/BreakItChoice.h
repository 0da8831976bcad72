#pragma once

#include "app/run/Breaker.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QVBoxLayout;

namespace tessera::ui {

class Theme;

// What can be broken about a request, each to be ticked with what it sends; and before all that, what is going to happen.
class BreakItChoice : public QWidget {
    Q_OBJECT
public:
    BreakItChoice(const Theme &theme, const BreakPlan &plan, const QString &shownUrl, QWidget *parent = nullptr);

    [[nodiscard]] QList<BrokenVariant> chosen() const; // the whole one first
    // Of a request that may change something the person has to say yes.
    [[nodiscard]] bool hasConsent() const;
    void spendConsent(); // it was for one sending
    void takeFocus(); // where the person has to say something first
    [[nodiscard]] bool canSend() const { return chosen().size() > 1 && hasConsent(); }

Q_SIGNALS:
    void changed();

private:
    void addWarning(QVBoxLayout &layout);
    [[nodiscard]] QWidget *makeList();
    void askConsent();

    const Theme &m_theme;
    const BreakPlan m_plan;
    QList<QCheckBox *> m_boxes; // one a variant
    QCheckBox *m_consent = nullptr; // null: it need not be asked
};

}
