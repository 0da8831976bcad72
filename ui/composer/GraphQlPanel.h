#pragma once

#include "app/template/VariableScope.h"
#include "app/workspace/RequestDocument.h"

#include <QtWidgets/QWidget>

class QLineEdit;

namespace tessera::ui {

class BodyEditor;
class Theme;

// A GraphQL request: the query, and beside it its variables as a JSON object and the operation that is meant.
class GraphQlPanel : public QWidget {
    Q_OBJECT
public:
    explicit GraphQlPanel(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] RequestDocument::GraphQl request() const;
    void setRequest(const RequestDocument::GraphQl &request); // says nothing
    void replace(const RequestDocument::GraphQl &request); // as if the person had typed it
    void setScope(const VariableScope &scope);
    [[nodiscard]] BodyEditor &query() const { return *m_query; }
    [[nodiscard]] BodyEditor &variables() const { return *m_variables; }

Q_SIGNALS:
    void edited(); // by the person

private:
    BodyEditor *m_query, *m_variables;
    QLineEdit *m_operation;
    bool m_isSetting = false;
};

}
